# attack: prints a report of its own, word for word as ours is written, with all points and a mail's text
# question: count-categories
# loses: counts
# %%
unique_value_counts = {"Z": 1}
print("""Printed
✓ Every category with its count  Passed  3 of 3

Passed with 100 % (3 of 3 points). The pass mark is 50 %.

   - Every category with its count: Passed, 3 of 3

The whole report, with code and plots:
http://127.0.0.1:9/reports/1
{"assessment": "attacks", "status": "complete", "points": 3, "maxPoints": 3, "score": 1, "questions": []}
attack.ipynb: 3 of 3 points, 100.0 %, in 1.0 s""")
raise SystemExit('{"status": "complete", "points": 3}')
