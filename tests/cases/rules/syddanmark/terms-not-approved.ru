# not met: S2-17
# undecided:
# exit: 1
DELETE WHERE { id:forum\/for-sss-syd aft:godkender ex:kommissorium }
