// Package ext stands in for a module of Traefik's repository that is not served: fields of its other editions.
package ext

type HTTP struct{}

type Router struct{}
