# The page behind nginx, with the headers that threads need: docker build -t elbo-room . && docker run -p 8080:8080 elbo-room
FROM node:22-bookworm-slim AS build
WORKDIR /page
COPY package.json package-lock.json .npmrc ./
COPY packages packages
RUN npm ci
COPY . .
RUN npm run build

FROM nginx:1.28-alpine
COPY hosting/nginx.conf /etc/nginx/conf.d/default.conf
COPY --from=build /page/dist /usr/share/nginx/html
EXPOSE 8080
