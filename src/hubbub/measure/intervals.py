"""Shares with their intervals."""

from math import sqrt

from hubbub.records import Count

Z = 1.959963984540054  # 97.5 % quantile of the normal distribution: a two-sided 95 % interval
PLACES = 9  # three people of ten million are no share of 0


def count(number: int, of: int) -> Count:
    """A count and its share with the Wilson score interval (Wilson 1927). Out of nothing, nothing is known: 0 to 1."""
    if of == 0:
        return Count(count=number, of=0, share=0.0, low=0.0, high=1.0)
    share = number / of
    middle = (share + Z * Z / (2 * of)) / (1 + Z * Z / of)
    half = Z * sqrt(share * (1 - share) / of + Z * Z / (4 * of * of)) / (1 + Z * Z / of)
    low = 0.0 if number == 0 else max(0.0, middle - half)
    high = 1.0 if number == of else min(1.0, middle + half)
    return Count(count=number, of=of, share=round(share, PLACES), low=round(low, PLACES), high=round(high, PLACES))
