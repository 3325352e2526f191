# not met: V7-15
# undecided: 
# exit: 0
INSERT DATA { ex:aftale aft:harAftalepart ex:privathospital . ex:privathospital a aft:PrivatLeverandoer }
