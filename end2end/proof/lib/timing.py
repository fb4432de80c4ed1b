"""Whether times tell two groups apart."""


def area_under_curve(first: list[float], second: list[float]) -> float:
    """How often a value of the second is above one of the first; ties count half (Mann and Whitney)."""
    ranked = sorted([(value, 0) for value in first] + [(value, 1) for value in second])
    rank_sum, at = 0.0, 0
    while at < len(ranked):
        end = at
        while end < len(ranked) and ranked[end][0] == ranked[at][0]:
            end += 1
        rank_sum += (at + 1 + end) / 2 * sum(group for _, group in ranked[at:end])
        at = end
    return (rank_sum - len(second) * (len(second) + 1) / 2) / (len(first) * len(second))


def allowed_width(each: int) -> float:
    """How far from one half the area of `each` and `each` answers may lie. Told by chance alone it has this deviation: of 2,000, 0.009."""
    deviation = ((2 * each + 1) / (12 * each * each)) ** 0.5
    return max(0.05, 3.5 * deviation)


def median(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]
