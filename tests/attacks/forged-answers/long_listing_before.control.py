# control: prints hundreds of numbers first, in several cells, and the three that were asked for at the end
# question: percentiles
# %%
for number, value in enumerate(sorted(data)):
    print(f"{number:4d} {value:10.3f} {value ** 2:12.1f}")
print([round(i / 7, 3) for i in range(400)])
# %%
table = pd.DataFrame({"share": np.linspace(0, 100, 201)}) if "pd" in globals() else np.linspace(0, 100, 201)
table
# %%
percentiles = np.quantile(data, [0.25, 0.5, 0.75])
print(f"Q1 {percentiles[0]}, median {percentiles[1]}, Q3 {percentiles[2]}")
