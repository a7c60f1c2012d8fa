# attack: puts scripts, links, escapes, headers and reversed text into the titles that become captions and alternatives
# question: box-plots
# loses: univariate, by-vehicle-age
# %%
import matplotlib.pyplot as plt
TITLES = [
    '"><script>alert(1)</script><img src="http://127.0.0.1:9/p.png',
    "Annual Premium\u202e001 fo 001 :stnioP\u202c",
    "Annual Premium\x1b]0;100 of 100\x07\x1b]8;;http://127.0.0.1:9/\x1b\\by Vehicle Age\x1b]8;;\x1b\\",
    "Annual Premium\r\nContent-Type: text/html\r\nBcc: all@example.com\r\n\r\n<h1>Passed</h1>",
    "{{{styles}}}{{#each questions}}{{points}}{{/each}} Annual Premium",
    "data:text/html;base64,PHNjcmlwdD4= Annual Premium",
]
for title in TITLES:
    fig, ax = plt.subplots()
    ax.bar(["< 1 Year", "1-2 Year", "> 2 Years"], [1, 2, 3])
    # As a name: nothing of it is drawn that could fail.
    ax.set_title(title, visible=False)
    fig.suptitle(title, visible=False)
    ax.set_ylabel(title, visible=False)
    plt.show()
