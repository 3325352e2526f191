# not met: 
# undecided: M4-1
DELETE WHERE { ex:psykiatri aft:bidragerTil ?x }
