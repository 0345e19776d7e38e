mock_provider "kubernetes" {}

mock_provider "helm" {}

run "the_controller" {}

run "another_version_and_other_values_replace_nothing" {
  variables {
    sealed_secrets_version    = "2.19.2"
    sealed_secrets_repository = "oci://charts.example.com/sealed-secrets"
    key_renew_period          = "720h"
  }

  assert {
    condition     = output.namespace == run.the_controller.namespace
    error_message = "the namespace, and with it the sealing keys, was replaced"
  }

  assert {
    condition     = helm_release.sealed_secrets.version == "2.19.2"
    error_message = "the version stayed"
  }
}
