# not met: M5-9
# undecided: 
DELETE DATA { ex:praksisplanudvalg aft:inddrager ex:patienter }
