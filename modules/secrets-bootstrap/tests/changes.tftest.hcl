mock_provider "kubernetes" {
  mock_resource "kubernetes_namespace_v1" {
    defaults = {
      id = "first"
    }
  }
}

# What is made by it has other ids: a resource that still has its id was not replaced.
mock_provider "kubernetes" {
  alias = "later"

  mock_resource "kubernetes_namespace_v1" {
    defaults = {
      id = "later"
    }
  }
}

mock_provider "helm" {}

run "the_controller" {
  assert {
    condition     = kubernetes_namespace_v1.namespace["this"].id == "first"
    error_message = "there is another namespace"
  }
}

run "another_version_and_other_values_replace_nothing" {
  providers = {
    kubernetes = kubernetes.later
    helm       = helm
  }

  variables {
    sealed_secrets_version    = "2.19.2"
    sealed_secrets_repository = "oci://charts.example.com/sealed-secrets"
    key_renew_period          = "720h"
  }

  assert {
    condition     = kubernetes_namespace_v1.namespace["this"].id == "first"
    error_message = "the namespace, and with it the sealing keys, was replaced"
  }

  assert {
    condition     = helm_release.sealed_secrets.version == "2.19.2"
    error_message = "the version stayed"
  }
}
