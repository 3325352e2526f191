# not met: 
# undecided: 
# exit: 0
DELETE DATA { ex:del-ansvar aft:erRelevant true ; aft:laegeligtBehandlingsansvarHos ex:egen-laege . ex:sygehuset aft:ansvarligFor ex:del-ansvar } ; INSERT DATA { ex:del-ansvar aft:erRelevant false }
