# attack: makes a page that nobody can open: a line of a million letters, ten thousand marks on one letter, deep brackets
# question: count-categories
# loses: counts
# %%
unique_value_counts = {"A" * 1_000_000: 4, "a" + "\u0301" * 10_000: 3, "[" * 50_000: 2, "\n" * 100_000: 1, "&" * 200_000: 1}
print("W" * 1_000_000)
print("a" + "\u0489\u0300" * 20_000)
print("<" * 300_000)
print("\n" * 200_000)
raise ValueError("x" * 1_000_000)
