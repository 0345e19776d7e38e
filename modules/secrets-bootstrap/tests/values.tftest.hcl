mock_provider "kubernetes" {}

mock_provider "helm" {}

# Each value is another one, so that no two can be mixed up.
variables {
  namespace                 = "sealing"
  sealed_secrets_version    = "2.19.2"
  sealed_secrets_repository = "https://charts.example.com/sealed"
}

run "the_namespace_keeps_privileged_pods_out" {
  assert {
    condition     = kubernetes_namespace_v1.namespace["this"].metadata[0].name == "sealing"
    error_message = "the namespace has another name"
  }

  assert {
    condition     = kubernetes_namespace_v1.namespace["this"].metadata[0].labels["pod-security.kubernetes.io/enforce"] == "restricted"
    error_message = "pods with any rights are let in beside the sealing keys"
  }

  assert {
    condition     = kubernetes_namespace_v1.namespace["this"].metadata[0].labels["app.kubernetes.io/managed-by"] == "terraform"
    error_message = "nobody can tell who made the namespace"
  }
}

run "the_release_is_of_its_chart" {
  assert {
    condition     = helm_release.sealed_secrets.chart == "sealed-secrets" && helm_release.sealed_secrets.name == "sealed-secrets"
    error_message = "it is another chart, or has another name"
  }

  assert {
    condition     = helm_release.sealed_secrets.version == "2.19.2" && helm_release.sealed_secrets.repository == "https://charts.example.com/sealed"
    error_message = "it is of another version or repository"
  }
}

run "a_namespace_that_exists_is_used_and_not_made" {
  variables {
    create_namespace = false
  }

  assert {
    condition     = length(kubernetes_namespace_v1.namespace) == 0
    error_message = "a namespace is made that exists"
  }

  assert {
    condition     = helm_release.sealed_secrets.namespace == "sealing" && output.namespace == "sealing"
    error_message = "the release is in another namespace"
  }
}

run "no_network_policy_is_made_unasked" {
  assert {
    condition     = length(kubernetes_network_policy_v1.policy_default_deny) == 0
    error_message = "traffic is denied on a cluster that nobody asked to close"
  }
}

run "network_policies_close_the_namespace_and_open_what_the_controller_needs" {
  variables {
    network_policies = true
    pod_network      = "10.244.0.0/16"
  }

  assert {
    condition     = kubernetes_network_policy_v1.policy_default_deny["this"].spec[0].policy_types == tolist(["Ingress", "Egress"]) && kubernetes_network_policy_v1.policy_default_deny["this"].metadata[0].namespace == "sealing"
    error_message = "a direction stays open"
  }

  assert {
    condition     = length(kubernetes_network_policy_v1.policy_default_deny["this"].spec[0].ingress) + length(kubernetes_network_policy_v1.policy_default_deny["this"].spec[0].egress) == 0
    error_message = "what denies opens something"
  }

  assert {
    condition     = kubernetes_network_policy_v1.policy_allow_certificate["this"].spec[0].ingress[0].from[0].ip_block[0].except == tolist(["10.244.0.0/16", "169.254.0.0/16"])
    error_message = "pods get the certificate, or whatever else the controller answers"
  }

  assert {
    condition     = kubernetes_network_policy_v1.policy_allow_certificate["this"].spec[0].ingress[0].ports[0].port == "8080" && kubernetes_network_policy_v1.policy_allow_monitoring["this"].spec[0].ingress[0].ports[0].port == "8081"
    error_message = "certificate or metrics are on another port"
  }
}
