# not met: V2.1.7-3
# undecided: 
# exit: 0
DELETE DATA { ex:syd-borgmester aft:antal 1 } ; INSERT DATA { ex:syd-borgmester aft:antal 2 }
