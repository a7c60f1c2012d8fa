# The service, the gateway and the kernels as images of one build. Nothing runs as root.
#   docker build --target service -t assay .
#   docker build --target gateway -t assay-gateway .

FROM node:24-bookworm-slim AS node-modules
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund

FROM python:3.11-slim-bookworm AS uv
RUN pip install --no-cache-dir uv==0.13.9
ENV UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy

FROM uv AS gateway-environment
COPY kernel/requirements-gateway.txt /tmp/requirements.txt
RUN uv venv /opt/assay/python/gateway \
 && uv pip install --no-cache --require-hashes --compile-bytecode --python /opt/assay/python/gateway/bin/python -r /tmp/requirements.txt

FROM uv AS kernel-environment
COPY kernel/requirements-kernel.txt /tmp/requirements.txt
RUN uv venv /opt/assay/python/kernel \
 && uv pip install --no-cache --require-hashes --compile-bytecode --python /opt/assay/python/kernel/bin/python -r /tmp/requirements.txt

# Enterprise Gateway with our kernelspecs; kernels run in this container.
FROM python:3.11-slim-bookworm AS gateway
RUN useradd --create-home --uid 10001 assay
COPY --from=gateway-environment /opt/assay/python/gateway /opt/assay/python/gateway
COPY --from=kernel-environment /opt/assay/python/kernel /opt/assay/python/kernel
COPY --chown=root:root kernel /app/kernel
USER 10001
WORKDIR /home/assay
ENV PYTHONDONTWRITEBYTECODE=1
EXPOSE 8888
ENTRYPOINT ["/opt/assay/python/kernel/bin/python", "/app/kernel/gateway/serve.py"]

# Web server and worker; the command says which.
FROM node:24-bookworm-slim AS service
RUN useradd --create-home --uid 10001 assay && mkdir -p /var/lib/assay && chown assay:assay /var/lib/assay
WORKDIR /app
COPY --from=node-modules /app/node_modules ./node_modules
COPY . .
USER 10001
ENV NODE_ENV=production ASSAY_VAR=/var/lib/assay ASSAY_HOST=0.0.0.0
EXPOSE 8080
ENTRYPOINT ["node", "--import", "tsx", "src/cli/run.ts"]
CMD ["web"]
