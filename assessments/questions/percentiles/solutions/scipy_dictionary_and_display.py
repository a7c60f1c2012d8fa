# %%
from scipy import stats
named = {f"P{share}": stats.scoreatpercentile(data, share) for share in (25, 50, 75)}
percentiles = list(named.values())
display(named)
