#!/usr/bin/env python3
"""Trains XGBoost on features that risk-training measured, one model a week: train-N.csv and test-N.csv of the folder
given become xgb-N.json, and margins-N.txt with the bits of what XGBoost itself says of every test row. The settings
are those of the reference runs (100 trees of depth 3, eta .1, no weights); nothing is chosen here."""
import os
import sys

import numpy
import xgboost


def read(path):
    with open(path, encoding="utf-8") as file:
        names = file.readline().rstrip("\n").split(",")
    table = numpy.loadtxt(path, delimiter=",", skiprows=1, ndmin=2)
    return names[2:], table[:, 1], table[:, 2:].astype(numpy.float32)


def main(folder):
    week = 1
    while os.path.exists(os.path.join(folder, f"train-{week}.csv")):
        names, fraud, features = read(os.path.join(folder, f"train-{week}.csv"))
        booster = xgboost.train(
            {"objective": "binary:logistic", "max_depth": 3, "eta": 0.1, "seed": 0},
            xgboost.DMatrix(features, label=fraud, feature_names=names), 100)
        booster.save_model(os.path.join(folder, f"xgb-{week}.json"))
        names, _, features = read(os.path.join(folder, f"test-{week}.csv"))
        margins = booster.predict(xgboost.DMatrix(features, feature_names=names), output_margin=True)
        bits = margins.astype("<f4").view("<i4")
        numpy.savetxt(os.path.join(folder, f"margins-{week}.txt"), bits, fmt="%d")
        week += 1


if __name__ == "__main__":
    main(sys.argv[1])
