mock_provider "kubernetes" {}

mock_provider "helm" {}

run "the_controller_keeps_its_keys_and_answers_to_kubeseal" {
  assert {
    condition     = output.namespace == "sealed-secrets"
    error_message = "namespace is not the default"
  }

  assert {
    condition     = output.controller_name == "sealed-secrets-controller"
    error_message = "kubeseal looks for sealed-secrets-controller"
  }

  assert {
    condition     = yamldecode(helm_release.sealed_secrets.values[0]).keyrenewperiod == "0"
    error_message = "the controller makes new keys by itself, so that a backup of the keys grows old"
  }

  assert {
    condition     = helm_release.sealed_secrets.atomic && helm_release.sealed_secrets.wait
    error_message = "what comes next would start before the controller is ready"
  }
}

run "the_controller_goes_where_it_is_sent" {
  variables {
    namespace     = "sealing"
    node_selector = { "shop.example.com/pool" = "system" }
    tolerations   = [{ key = "shop.example.com/system", operator = "Exists" }]
  }

  assert {
    condition     = output.namespace == "sealing" && helm_release.sealed_secrets.namespace == "sealing"
    error_message = "the release is in another namespace"
  }

  assert {
    condition     = yamldecode(helm_release.sealed_secrets.values[0]).nodeSelector == { "shop.example.com/pool" = "system" }
    error_message = "the node selector is lost"
  }

  assert {
    condition     = yamldecode(helm_release.sealed_secrets.values[0]).tolerations[0].operator == "Exists"
    error_message = "the toleration is lost"
  }
}

run "further_values_go_over_those_of_the_module" {
  variables {
    sealed_secrets_values = ["replicas: 2"]
  }

  assert {
    condition     = yamldecode(helm_release.sealed_secrets.values[1]).replicas == 2 && length(helm_release.sealed_secrets.values) == 2
    error_message = "the values are lost"
  }
}
