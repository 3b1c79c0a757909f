#!/usr/bin/env python3
"""Scores forest-test.csv of the folder given by isolation forests grown on forest-train.csv, one for each of 30 seeds:
forest-scores-NN.txt, greater where stranger. Labels are not looked at. What is missing counts as the training rows'
median, for the library takes no gaps; everything else is its default."""
import os
import sys

import numpy
from sklearn.ensemble import IsolationForest

SEEDS = 30
LARGEST = 1e30  # the library computes in single precision


def read(path):
    return numpy.loadtxt(path, delimiter=",", skiprows=1, ndmin=2)[:, 2:]


def main(folder):
    train = read(os.path.join(folder, "forest-train.csv"))
    test = read(os.path.join(folder, "forest-test.csv"))
    known = ~numpy.isnan(train).all(axis=0)
    train, test = train[:, known], test[:, known]
    usual = numpy.nanmedian(train, axis=0)
    train, test = (numpy.clip(numpy.where(numpy.isnan(rows), usual, rows), -LARGEST, LARGEST) for rows in (train, test))
    for seed in range(SEEDS):
        forest = IsolationForest(random_state=seed).fit(train)
        numpy.savetxt(os.path.join(folder, f"forest-scores-{seed:02}.txt"), -forest.score_samples(test))


if __name__ == "__main__":
    main(sys.argv[1])
