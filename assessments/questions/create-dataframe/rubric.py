# %%
import re

NAMES, AGES, CITIES = ("Alice", "Bob", "Charlie"), (25, 30, 35), ("New York", "Los Angeles", "Chicago")
# The rows in order, with nothing between the values but what a printed or displayed table puts there.
# Possessive: what a candidate prints must not make the search slow.
SPACE = r"(?:[\s|│┃║+,;&\\:\-=─━═┼╪╬├┤╞╡]|<[^<>]*>)*+"
ROWS = [
    r"\b" + SPACE.join((name, rf"{age}(?:\.0*)?", city.replace(" ", r"\s+"))) + r"\b"
    for name, age, city in zip(NAMES, AGES, CITIES, strict=True)
]
SHOWN = re.compile((SPACE + r"(?:\d\b)?" + SPACE).join(ROWS))


def find_difference_from_table(table):
    """What is not as asked, as a sentence; None where the table is the one of the prompt."""
    if table.shape != (3, 3):
        return f"its shape is {table.shape}, expected (3, 3)"
    if [str(column) for column in table.columns] != ["Name", "Age", "City"]:
        return f"its columns are {', '.join(str(column) for column in table.columns)}, expected Name, Age, City"
    if list(table.index) != [0, 1, 2]:
        return f"its index is {list(table.index)}, expected 0, 1, 2"
    for place, (column, values) in enumerate(zip(("Name", "City"), (NAMES, CITIES), strict=True)):
        found = tuple(str(value) for value in table.iloc[:, 2 * place])
        if found != values:
            return f"{column} holds {', '.join(found)}, expected {', '.join(values)}"
    ages = list(table.iloc[:, 1])
    if any(isinstance(age, (str, bytes, bool)) for age in ages):
        return "Age is text, expected numbers"
    if not all(
        isinstance(age, (int, float, np.number)) and age == wanted for age, wanted in zip(ages, AGES, strict=True)
    ):
        return f"Age holds {', '.join(describe(age) for age in ages)}, expected 25, 30, 35"
    return None


def list_right_tables():
    """The objects (by number) that were the table of the prompt at some time, in order."""
    return list(dict.fromkeys(s.number for s in subject.snapshots if find_difference_from_table(s.table) is None))


def describe_nearest():
    """What the other tables lack."""
    if not subject.snapshots:
        return "No DataFrame was bound to a name or shown."
    last = {s.number: s for s in subject.snapshots}
    wrong = [find_difference_from_table(s.table) for number, s in last.items() if number not in list_right_tables()]
    reasons = [reason for reason in dict.fromkeys(wrong) if reason]
    return f"Of another DataFrame: {reasons[-1]}." if reasons else "There is no other DataFrame."


def count_shown():
    """How often the table stands in the output."""
    return sum(len(SHOWN.findall(text)) for text in shown_texts(subject))


# %% [check] id=first title="The table is built" points=2 kind=behaviour evidence=claimed
expect(len(list_right_tables()) >= 1, f"no DataFrame equals the table. {describe_nearest()}")

# %% [check] id=second title="The table is built a second time" points=2 kind=behaviour evidence=claimed
expect(
    len(list_right_tables()) >= 2,
    f"only one DataFrame equals the table, expected two. {describe_nearest()}"
    if list_right_tables()
    else f"no DataFrame equals the table. {describe_nearest()}",
)

# %% [check] id=two-ways title="It is built in two different ways" points=3 kind=source requires=second
ways = find_ways(subject.sources, subject.snapshots, list_right_tables())
expect(
    are_two_ways(ways),
    "both tables were built in the same way: from " + " or ".join(sorted(set().union(*ways.values()))),
)

# %% [check] id=shown title="The table is shown each time" points=1 kind=behaviour evidence=claimed requires=first
count = count_shown()
if count == 1:
    award(0.5, "the table is shown once, expected twice")
expect(count >= 2, "the table is not shown: print or display it, or make it the last expression of a cell")
