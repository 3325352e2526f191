# not met: S4-1
# undecided:
# exit: 1
DELETE WHERE { id:forum\/for-sss-syd aft:udarbejder ex:plan-1 }
