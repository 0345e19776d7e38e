# Linode's ids are numbers, although the provider has them as text.
mock_resource "linode_lke_cluster" {
  defaults = {
    id = "123"
    # {"clusters": [{"cluster": {"server": "https://api.example.com:443", "certificate-authority-data": "Q0E="}}]}
    kubeconfig = "eyJjbHVzdGVycyI6IFt7ImNsdXN0ZXIiOiB7InNlcnZlciI6ICJodHRwczovL2FwaS5leGFtcGxlLmNvbTo0NDMiLCAiY2VydGlmaWNhdGUtYXV0aG9yaXR5LWRhdGEiOiAiUTBFPSJ9fV19"
  }
}

mock_resource "linode_lke_node_pool" {
  defaults = {
    id = "456"
  }
}
