"""Made svc.json, once: the scores of scikit-learn's SVC on a small matrix.

    pip install scikit-learn==1.7.2 && python3 svc.py > svc.json
"""
import json

import numpy as np
from sklearn.svm import SVC

random = np.random.default_rng(7)
rows = np.round(random.random((24, 8)) * (random.random((24, 8)) < 0.5), 2)
rows[5] = rows[4]  # a film that is there twice
others = np.round(random.random((6, 8)), 2)
cases = []
for likes, c_liked, c_others in [(1, 1.0, 0.1), (5, 1.0, 0.1), (5, 1.0, 1.0), (12, 0.5, 0.01), (20, 1.0, 3.0)]:
    liked = np.arange(24) < likes
    # Bounds of each class: C times its weight.
    svm = SVC(kernel="linear", C=1.0, class_weight={True: c_liked, False: c_others}, tol=1e-10).fit(rows, liked)
    cases.append({"likes": likes, "c_liked": c_liked, "c_others": c_others, "scores": svm.decision_function(others).tolist()})
print(json.dumps({"rows": rows.tolist(), "others": others.tolist(), "cases": cases}))
