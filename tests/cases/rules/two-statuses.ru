# not met: V6-5
# undecided: 
# exit: 1
INSERT DATA { ex:aftale aft:harOpfoelgning ex:midtvejs-2 . ex:midtvejs-2 a aft:Midtvejsstatus . ex:udvalg aft:udarbejder ex:midtvejs-2 . ex:slut aft:vedroerer ex:midtvejs-2 }
