# not met: V2.1.8-5
# undecided: 
# exit: 0
INSERT DATA { ex:tre-gange a aft:Frekvens ; aft:gangePrAar 3.0 } ; DELETE WHERE { ex:syd-fagligt aft:moedesMedFrekvens ?x } ; INSERT DATA { ex:syd-fagligt aft:moedesMedFrekvens ex:tre-gange }
