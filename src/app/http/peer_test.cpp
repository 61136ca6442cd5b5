#include "app/http/peer.hpp"

#include <gtest/gtest.h>

namespace potensial::app {
namespace {

const std::vector<std::string> kProxies = {"10.0.0.0/8", "192.0.2.7", "2001:db8::/33"};

Peer peer_from(const std::string& connected, HttpHeaders headers) { return take_peer(connected, headers, ProxyList::read(kProxies).value()); }

TEST(Peer, StrangersAreNotBelieved) {  // SEC-30
  const auto peer = peer_from("203.0.113.9", {{"x-forwarded-for", "1.2.3.4"}, {"x-forwarded-proto", "https"}});
  EXPECT_EQ(peer.address, "203.0.113.9");
  EXPECT_FALSE(peer.secure);
}

TEST(Peer, TheNearestAddressThatIsNoProxyIsTheClient) {  // SEC-30
  const auto peer = peer_from("10.1.1.1", {{"x-forwarded-for", "6.6.6.6, 198.51.100.1"}, {"x-forwarded-for", "192.0.2.7"}, {"x-forwarded-proto", "https"}});
  EXPECT_EQ(peer.address, "198.51.100.1");
  EXPECT_TRUE(peer.secure);
  EXPECT_EQ(peer_from("10.1.1.1", {{"x-forwarded-for", "10.2.2.2"}}).address, "10.2.2.2");
}

TEST(Peer, WhatIsNoAddressEndsTheSearch) {
  EXPECT_EQ(peer_from("10.1.1.1", {{"x-forwarded-for", "1.2.3.4, <script>"}}).address, "10.1.1.1");
  EXPECT_EQ(peer_from("10.1.1.1", {{"x-forwarded-for", "1.2.3.4, unknown, 10.9.9.9"}}).address, "10.9.9.9");
  EXPECT_EQ(peer_from("10.1.1.1", {}).address, "10.1.1.1");
}

TEST(Peer, OnlyTheNearestProxySaysWhetherItWasHttps) {
  EXPECT_FALSE(peer_from("10.1.1.1", {{"x-forwarded-proto", "https, http"}}).secure);
  EXPECT_TRUE(peer_from("10.1.1.1", {{"x-forwarded-proto", "http, HTTPS"}}).secure);
}

TEST(Peer, TakesEveryForwardingHeaderAway) {
  HttpHeaders headers = {{"host", "a"}, {"x-forwarded-for", "1.2.3.4"}, {"forwarded", "for=1.2.3.4"}, {"x-forwarded-host", "b"}, {"x-real-ip", "1.2.3.4"}};
  take_peer("203.0.113.9", headers, {});
  EXPECT_EQ(headers, (HttpHeaders{{"host", "a"}}));
}

TEST(ProxyList, ComparesNetworksBitByBit) {
  const auto list = ProxyList::read(kProxies).value();
  EXPECT_TRUE(list.trusts(*read_address("10.255.0.1")));
  EXPECT_FALSE(list.trusts(*read_address("11.0.0.1")));
  EXPECT_TRUE(list.trusts(*read_address("::ffff:192.0.2.7")));
  EXPECT_FALSE(list.trusts(*read_address("192.0.2.8")));
  EXPECT_TRUE(list.trusts(*read_address("2001:db8:7fff::1")));
  EXPECT_FALSE(list.trusts(*read_address("2001:db8:8000::1")));
  EXPECT_TRUE(ProxyList::read({"0.0.0.0/0"})->trusts(*read_address("8.8.8.8")));
}

TEST(ProxyList, RefusesWhatIsNoNetwork) {
  for (const auto* bad : {"", "proxy.example", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/x", "::1/129", "10.0.0"})
    EXPECT_EQ(ProxyList::read({bad}).error().code, "http.bad-proxy") << bad;
}

TEST(CountedAddress, Sec28IsTheHalfOfAnIpv6Address) {
  EXPECT_EQ(counted_address("192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(counted_address("::ffff:192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(counted_address("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
  EXPECT_EQ(counted_address("fe80::1%lo"), "fe80::");
}

}  // namespace
}  // namespace potensial::app
