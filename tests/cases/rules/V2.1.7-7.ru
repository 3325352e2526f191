# not met: V2.1.7-7
# undecided: V2.1.7-14
# exit: 1
# One seat is fewer than the order requires, and so not the default either.
DELETE DATA { ex:nord-patienter aft:antal 2 } ; INSERT DATA { ex:nord-patienter aft:antal 1 }
