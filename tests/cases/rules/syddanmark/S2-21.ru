# not met: S2-21
# undecided:
# exit: 1
DELETE WHERE { ex:politisk aft:bidragerTil ?x }
