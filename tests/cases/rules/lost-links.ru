# not met: 
# undecided: V3.2-3
# exit: 0
DELETE WHERE { ?x aft:understoetterNationaltMaal ?y } ; DELETE DATA { ex:l5 aft:laesningsresultat aft:fuldstaendig } ; INSERT DATA { ex:l5 aft:laesningsresultat aft:tabtIUdtraek }
