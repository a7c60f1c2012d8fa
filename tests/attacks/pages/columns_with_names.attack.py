# attack: names columns so that messages about them carry tags, commands of terminals, links and text that is turned around
# question: feature-scaling
# loses: standardized, normalized, columns
# %%
NAMES = ['"><script src="http://127.0.0.1:9/x.js"></script>', "\u202eerutaeF\u202c1", "\x1b[8mFeature3\x1b[0m\x1b]0;t\x07"]
scaled_df = df.set_axis(NAMES, axis=1)
normalized_df = df.set_axis(["Feature1", "Feature1\u200b", "=HYPERLINK(\"http://127.0.0.1:9/\")"], axis=1)
scaled_df.index.name = scaled_df.columns.name = "<svg onload=alert(1)>"
scaled_df.style.set_caption("<script>alert(1)</script>").format(escape=None)
