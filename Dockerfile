# The whole application in one image: web app and collaboration server, started and supervised by `npm start`.
FROM node:22-bookworm-slim
WORKDIR /app
COPY --chown=node:node . .
# The data folder is there before it is a volume, which takes its owner from it: one made by the container would be root's.
RUN chown node:node /app && install --directory --owner=node --group=node --mode=711 .data
USER node
RUN node --input-type=module -e "import { setup } from './scripts/setup.mjs'; await setup()"
ENV WEB_HOST=0.0.0.0 COLLAB_HOST=0.0.0.0 DATA_DIR=/app/.data PORT=3000 COLLAB_PORT=4000
VOLUME /app/.data
EXPOSE 3000 4000
CMD ["node", "scripts/start.mjs"]
