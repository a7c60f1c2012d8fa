# control: displays the scaled tables through a Styler and HTML of its own, with colours and captions
# question: feature-scaling
# %%
from IPython.display import HTML, Markdown, display
scaled_df = (df - df.mean()) / df.std(ddof=0)
normalized_df = (df - df.min()) / (df.max() - df.min())
display(scaled_df.style.background_gradient("Blues").set_caption("Standardized <b>features</b>"))
display(HTML(normalized_df.to_html(classes="table", escape=True)), Markdown("**Done**, see `df` & co."))
