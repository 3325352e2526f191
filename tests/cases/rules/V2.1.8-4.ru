# not met: V2.1.8-4
# undecided: 
# exit: 0
DELETE WHERE { ex:to-gange aft:gangePrAar ?x } ; INSERT DATA { ex:to-gange aft:gangePrAar 1.0 }
