# not met: 
# undecided: M0-2 M4-5 M4-8 M5-3 M5-4 M5-5 M5-6 M5-7 M5-8 M5-9 M5-10 M4-9
DELETE WHERE { ?x aft:harGennemfoert ?y } ; DELETE DATA { ex:l11 aft:laesningsresultat aft:fuldstaendig } ; INSERT DATA { ex:l11 aft:laesningsresultat aft:ikkeISamlingen }
