# not met: 
# undecided: V4.1-2 V4.1-3 V4.1-5 V4.1-8 V4.1-10 V4.1-12 V4.1-14 V4.1-18 V4.1-19
# exit: 0
DELETE WHERE { ex:samarbejdsaftale aft:harDelelement ?x } ; DELETE DATA { ex:ls1 aft:laesningsresultat aft:fuldstaendig } ; INSERT DATA { ex:ls1 aft:laesningsresultat aft:ikkeISamlingen }
