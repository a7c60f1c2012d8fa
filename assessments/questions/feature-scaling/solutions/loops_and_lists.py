# %%
import math

scaled, normal = {}, {}
for name in df.columns:
    values = df[name].tolist()
    n = len(values)
    mean = sum(values) / n
    spread = math.sqrt(sum((v - mean) ** 2 for v in values) / (n - 1))
    low, high = min(values), max(values)
    scaled[name] = [(v - mean) / spread for v in values]
    normal[name] = [(v - low) / (high - low) for v in values]
scaled_df = pd.DataFrame(scaled)
normalized_df = pd.DataFrame(normal)
