# not met: S2-4
# undecided:
# exit: 1
DELETE DATA { ex:borgmestre aft:antal 4 } ; INSERT DATA { ex:borgmestre aft:antal 3 }
