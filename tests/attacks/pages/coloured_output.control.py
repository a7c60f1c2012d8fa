# control: prints the percentiles in bold and colour, with a progress bar and a box of lines around them
# question: percentiles
# %%
from tqdm.auto import tqdm
percentiles = np.percentile(data, [25, 50, 75])
for _ in tqdm(range(3), desc="\x1b[34mworking\x1b[0m"):
    pass
print("┌" + "─" * 30 + "┐")
for name, value in zip(("25th", "50th", "75th"), percentiles):
    print(f"│ \x1b[1m{name}\x1b[0m \x1b[32m{value:.2f}\x1b[0m │")
print("\x1b[1;33mdone\x1b[0m")
