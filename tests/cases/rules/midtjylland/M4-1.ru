# not met: M4-1
# undecided: 
DELETE WHERE { ex:psykiatri aft:bidragerTil ?x }
