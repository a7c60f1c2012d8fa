# control: writes its notes in Arabic, Persian and Hebrew, with emoji that are joined, and counts categories
# question: count-categories
# %%
unique_value_counts = df["Category"].value_counts()
# שלום: הספירה לפי קטגוריה; می‌خواهم (with a joiner), 你好
for category, count in unique_value_counts.items():
    print(f"قسم {category}: {count} 👩‍👩‍👧 \u200f({count})\u200f é e\u0301")
