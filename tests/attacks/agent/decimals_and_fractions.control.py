# control: gives the percentiles as a list of decimals, fractions and NumPy scalars
# question: percentiles
# %%
from decimal import Decimal
from fractions import Fraction
low, middle, high = np.percentile(data, [25, 50, 75])
percentiles = [Decimal(str(low)), Fraction(middle), np.float64(high)]
print([float(item) for item in percentiles])
