# not met: 
# undecided: V2-2 V2.1.7-3
# exit: 0
# The number of mayors is given, but the cluster's municipalities are not: nothing to compare.
DELETE WHERE { ex:syd aft:omfatterKommune ?x } ; DELETE DATA { ex:syd-chef aft:antal 1 } ; INSERT DATA { ex:syd-chef aft:antal 1 ; aft:antalPr "kommune" } ; DELETE WHERE { ex:l-kommuner ?p ?o }
