# dateline alone in an image from scratch: docker run --rm -v "$PWD:/site" -w /site dateline build
FROM rust:1-alpine AS build
RUN apk add --no-cache build-base
WORKDIR /src
COPY build.rs Cargo.toml Cargo.lock ./
COPY build build
COPY benches benches
COPY src src
RUN cargo build --release --locked --bin dateline && cp target/release/dateline /dateline

FROM scratch
COPY --from=build /dateline /dateline
COPY LICENSE-MIT LICENSE-APACHE /
ENTRYPOINT ["/dateline"]
