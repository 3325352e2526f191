# not met: V2.1.7-11
# undecided: 
# exit: 0
DELETE WHERE { ex:nord-psykiatri aft:daekkerOmraade ?x }
