# not met: S2-25
# undecided:
# exit: 1
DELETE WHERE { ?x aft:sekretariatsbetjener id:forum\/for-sss-syd }
