// Judges flows by network policies, with the matcher of cyclonus: reads {"policies": […], "flows": […]} from standard
// input, and writes for each flow whether it is allowed.
package main

import (
	"encoding/json"
	"os"

	"github.com/mattfenwick/cyclonus/pkg/matcher"
	v1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
)

type peer struct {
	IP              string            `json:"ip"`
	Namespace       string            `json:"namespace"`
	NamespaceLabels map[string]string `json:"namespaceLabels"`
	PodLabels       map[string]string `json:"podLabels"`
}

type flow struct {
	From     peer        `json:"from"`
	To       peer        `json:"to"`
	Port     int         `json:"port"`
	PortName string      `json:"portName"`
	Protocol v1.Protocol `json:"protocol"`
}

func main() {
	var input struct {
		Policies []*networkingv1.NetworkPolicy `json:"policies"`
		Flows    []flow                        `json:"flows"`
	}
	decoder := json.NewDecoder(os.Stdin)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&input); err != nil {
		panic(err)
	}
	policy := matcher.BuildNetworkPolicies(false, input.Policies)
	allowed := []bool{}
	for _, f := range input.Flows {
		traffic := &matcher.Traffic{
			Source: of(f.From), Destination: of(f.To),
			ResolvedPort: f.Port, ResolvedPortName: f.PortName, Protocol: f.Protocol,
		}
		allowed = append(allowed, policy.IsTrafficAllowed(traffic).IsAllowed())
	}
	if err := json.NewEncoder(os.Stdout).Encode(allowed); err != nil {
		panic(err)
	}
}

// A pod has a namespace; everything else is an address.
func of(p peer) *matcher.TrafficPeer {
	if p.Namespace == "" {
		return &matcher.TrafficPeer{IP: p.IP}
	}
	internal := &matcher.InternalPeer{Namespace: p.Namespace, NamespaceLabels: p.NamespaceLabels, PodLabels: p.PodLabels}
	return &matcher.TrafficPeer{IP: p.IP, Internal: internal}
}
