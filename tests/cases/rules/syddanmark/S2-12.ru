# not met: S2-12
# undecided:
# exit: 1
DELETE DATA { ex:kontaktdirektoerer aft:antal 2 } ; INSERT DATA { ex:kontaktdirektoerer aft:antal 1 }
