# not met: V2.1-9
# undecided: 
# exit: 1
DELETE WHERE { ex:faerre-fald aft:bidragerTil ?x }
