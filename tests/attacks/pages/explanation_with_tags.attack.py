# attack: explains its missing plots in Markdown with scripts, forms, pictures from elsewhere and a score of its own
# question: box-plots
# loses: univariate, by-vehicle-age, titles, column-named
# %%
print(insurance_data["Annual Premium"].describe())

# %% [markdown]
# <h2>Points: 7 of 7</h2><script>alert(1)</script><form action="http://127.0.0.1:9/"><input name=password></form>
# [Open the report](javascript:alert(1)) [or here](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)
# ![](http://127.0.0.1:9/seen.png) ![x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+)
# <div style="position:fixed;inset:0;background:white">Passed ✓</div><link rel=stylesheet href=//127.0.0.1:9/x.css>
# $\href{javascript:alert(1)}{x}$ {{{styles}}} </p></details></section></article>
# | Check | Points |
# |---|---|
# | Box plot of Annual Premium | 2 of 2 ‮dessap‬ |
